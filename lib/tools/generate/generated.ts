import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');

/** Writes a generated file; with `--check` on the command line, fails if it is out of date instead. */
export function writeGenerated(file: string, text: string): void {
  const path = resolve(root, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (before === text) return;
  if (process.argv.includes('--check')) {
    console.error(
      `${relative(root, path)} is out of date; run npm run docs:settings, docs:fields, docs:metrics, docs:permissions, build:kernel, db:new-database and db:rows.`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${relative(root, path)}`);
  }
}

/** The text of a hand-written file, with `text` between <!-- name --> and <!-- /name -->. */
export function withSection(file: string, name: string, text: string): string {
  const content = readFileSync(resolve(root, file), 'utf8');
  const [before, fromSection] = content.split(`<!-- ${name} -->\n`);
  const [, after] = fromSection?.split(`<!-- /${name} -->\n`) ?? [];
  if (after === undefined) throw new Error(`${file} needs the lines <!-- ${name} --> and <!-- /${name} -->.`);
  return `${before}<!-- ${name} -->\n${text}<!-- /${name} -->\n${after}`;
}
