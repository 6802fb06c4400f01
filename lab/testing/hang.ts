import { createLab } from '../lab.ts';
import { SITE } from './site.ts';

// Builds a lab, writes its id and never ends by itself: for tests of what is left when it is killed.

const lab = await createLab();
await lab.serve(SITE);
process.stdout.write(`${lab.id}\n`);
setInterval(() => undefined, 1000);
