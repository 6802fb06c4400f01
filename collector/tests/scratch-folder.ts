import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** All that the tests write goes into one folder, which is gone when they end, however they end. */
export default function setup(): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'linecheck-collector-'));
	process.env.TMPDIR = folder;
	return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
