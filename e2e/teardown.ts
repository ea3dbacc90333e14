import { rmSync } from 'node:fs';

/** The data folder of this run, which playwright.config.ts made. */
export default function teardown(): void {
  const folder = process.env['E2E_DATA_DIR'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
