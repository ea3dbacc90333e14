import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import { loadSampleAudience, pullAudience, pushAudience } from '../../../commands/rows/audience/audience-files.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { sayError, setExitStatus } from '../../job-output/report-job.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import type { Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { readTextFile } from '../../text-file.ts';

export function addAudienceFiles(program: Command): void {
  program
    .command('audience:push')
    .description('create or change the parent segments, segments and activations that YAML files define')
    .argument('<dir>', 'folder: NAME.yml are parent segments, segments/PARENT/…/NAME.yml their segments')
    .option('--dry-run', 'only print what would change')
    .action((dir: string, { dryRun = false }: { dryRun?: boolean }) =>
      withProduct((product) => push(product, dir, dryRun)),
    );
  program
    .command('audience:pull')
    .description('write all parent segments, segments and activations as YAML files')
    .argument('<dir>', 'folder; a file that already has the same meaning is not rewritten')
    .action((dir: string) => withProduct((product) => pull(product, dir)));
  program
    .command('audience:sample')
    .description('create the parent segment "Sample shop" with its tables, segments and an activation to the sandbox')
    .action(() => withProduct(createSample));
}

async function createSample(product: Product): Promise<void> {
  const { name, tables, job_id } = await product.call(loadSampleAudience, {});
  const build = await product.waitForJob(job_id, commandIo().interruptSignal());
  setExitStatus(build, {}); // before any output, because a reader that closes the pipe ends the command
  await printJson(tables);
  say(translate('cli', 'samples_loaded', { tables: tables.join(', ') }));
  if (build.status === 'success') say(translate('cli', 'sample_shop_built', { name }));
  sayError(build, { isPrinted: false });
}

async function push(product: Product, dir: string, dry_run: boolean): Promise<void> {
  const files = await filesIn(dir);
  if (!files) throw new UserError('folder_missing', { path: dir });
  const { changes, findings } = await product.call(pushAudience, { files, dry_run });
  if (findings.length > 0) return refuse(findings);
  for (const { action, kind, path } of changes) await printLine(`${action} ${kind} ${path}`);
  say(translate('cli', 'audience_pushed', { changes: changes.length, isDry: String(dry_run) }));
}

async function pull(product: Product, dir: string): Promise<void> {
  const present = (await filesIn(dir)) ?? [];
  const { files, findings } = await product.call(pullAudience, { files: present });
  if (findings.length > 0) return refuse(findings);
  const existing = new Set(present.map(({ path }) => path));
  for (const { path, text } of files) {
    const target = join(dir, ...path.split('/'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    await printLine(`${existing.has(path) ? 'update' : 'create'} file ${path}`);
  }
  say(translate('cli', 'audience_pulled', { files: files.length }));
}

function refuse(findings: AnswerOf<typeof pushAudience>['findings']): void {
  for (const { file, line, message } of findings) say(`${file}:${line}: ${message}`);
  say(translate('cli', 'audience_refused', { count: findings.length }));
  commandIo().exitCode = 1;
}

/**
 * The YAML files of a folder, in the order of their paths; undefined if it does not exist. Throws UserError
 * `folder_missing` if there is a file instead.
 */
async function filesIn(dir: string): Promise<{ path: string; text: string }[] | undefined> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ENOTDIR') throw new UserError('folder_missing', { path: dir });
    throw error;
  });
  if (!entries) return undefined;
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({ path: relative(dir, path).split(sep).join('/'), text: await readTextFile(path) })),
  );
}
