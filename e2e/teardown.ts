import { rmSync } from 'node:fs';

/** The data folders of this run, which playwright.config.ts made. */
export default function teardown(): void {
  for (const [name, folder] of Object.entries(process.env)) {
    if (name.startsWith('E2E_DATA_DIR_') && folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
