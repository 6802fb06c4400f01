import { fileURLToPath } from 'node:url';

/** The command that runs one of the lab's servers on this Node. */
export const nodeProgram = (name: string): readonly string[] => [
	process.execPath,
	'--disable-warning=ExperimentalWarning',
	fileURLToPath(new URL(`../servers/${name}`, import.meta.url)),
];
