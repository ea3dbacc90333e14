import { rmSync } from 'node:fs';

/** Deletes the data folders that playwright.config.ts created. */
export default function teardown(): void {
  for (const [name, folder] of Object.entries(process.env)) {
    if (name.startsWith('E2E_DATA_DIR_') && folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
