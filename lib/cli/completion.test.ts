import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAIN } from './command-line.test-kit.ts';

/** Tests the scripts of `pintd completion` in their shells. */

const run = promisify(execFile);
const isInstalled = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-complete-'));
  await writeFile(join(folder, 'events of May.csv'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await run(process.execPath, [MAIN, 'completion', shell]);
    await writeFile(join(folder, shell), stdout);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const WORDS: readonly [typed: string, completed: string][] = [
  ['pintd job:sta', 'job:status'],
  ['pintd -v sched:pa', 'sched:pause'],
  ['pintd query --form', '--format'],
  ['pintd query -f ts', 'tsv'],
  ['pintd export x.csv --already-accepted se', 'send'],
  ['pintd settings:set smtp_ho', 'smtp_host'],
  ['pintd result:cre', 'result:create'],
  ['pintd help db:sa', 'db:sample'],
  ['pintd completion fi', 'fish'],
];
/** Command lines whose last word is the beginning of the file's name. */
const BEFORE_FILE: readonly string[] = [
  'pintd export ev',
  'pintd rejected 1 -o ev',
  'pintd query -q ev',
  'pintd --config ev',
  'pintd export x.csv --mapping ev',
  'pintd workflow:check ev',
  'pintd security:check --backups ev',
];

/** Calls the completion as readline does. Readline itself inserts the part before a colon. */
const IN_BASH = `source ./bash; COMP_LINE=$1; COMP_POINT=\${#1}; _pintd; printf '%s\\n' "\${COMPREPLY[@]}"`;

async function inBash(typed: string): Promise<string> {
  return (await run('bash', ['-c', IN_BASH, '_', typed], { cwd: folder })).stdout.trim();
}

test('bash completes commands, options, their values and files', async () => {
  for (const [typed, completed] of WORDS) expect(await inBash(typed), typed).toBe(completed.replace(/^.*:/, ''));
  for (const typed of BEFORE_FILE) expect(await inBash(typed), typed).toBe('events of May.csv');
  expect(await inBash('pintd query --format=ms')).toBe('msgpack\nmsgpack.gz');
  expect(await inBash('pintd rejected 1 --spreadsheet-s')).toBe('--spreadsheet-safe');
  expect((await inBash('pintd ')).split('\n')).toEqual(expect.arrayContaining(['export', 'job:list', '--endpoint']));
});

/** Types into an interactive zsh, in which pintd prints its arguments. */
const IN_ZSH = `zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z "PS1='' PS2=''; autoload -Uz compinit; compinit -u -D; source ./zsh; pintd() { print -r -- 'RAN:'\\$*':NAR' }; print READY\\$((1+1))"
while zpty -r z line; do [[ $line == *READY2* ]] && break; done
for typed in "$@"; do
  zpty -w -n z "$typed"$'\\t\\n'
  while zpty -r z line; do [[ $line == *RAN:*:NAR* ]] && { print -r -- "\${\${line##*RAN:}%%:NAR*}"; break }; done
done
zpty -d z`;

test.skipIf(!isInstalled('zsh'))('zsh completes what bash completes, if zsh is installed', async () => {
  const typed = [...WORDS.map(([line]) => line), ...BEFORE_FILE];
  const { stdout } = await run('zsh', ['-f', '-c', IN_ZSH, '_', ...typed], { cwd: folder });
  const last = (line: string) => line.split(' ').at(-1);
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, WORDS.length).map(last)).toEqual(WORDS.map(([, completed]) => completed));
  for (const line of lines.slice(WORDS.length)) expect(line).toMatch(/ events of May\.csv$/);
});

test.skipIf(!isInstalled('fish'))('fish completes what bash completes, if fish is installed', async () => {
  const inFish = async (typed: string) => {
    const { stdout } = await run('fish', ['-c', `source ./fish; complete -C '${typed}'`], { cwd: folder });
    return stdout.split('\n').map((line) => line.split('\t')[0]);
  };
  for (const [typed, completed] of WORDS) expect(await inFish(typed), typed).toContain(completed);
  for (const typed of BEFORE_FILE) expect((await inFish(typed)).join(), typed).toContain('events of May.csv');
  expect(await inFish('pintd auth:show ev')).toEqual(['']);
});
