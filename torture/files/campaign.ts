import { join } from 'node:path';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import type { Findings } from '../kit/findings.ts';
import type { Random } from '../kit/random.ts';
import { corpus } from './corpus/all.ts';
import { differencesIn } from './differential/compare.ts';
import { hasPython } from './differential/python.ts';
import { Examiner } from './examiner.ts';
import { settingsOf } from './product.ts';
import { exportAtTheShell, validateAtTheShell } from './shell.ts';
import type { Task } from './task.ts';
import { writeFile } from './write-file.ts';

const LEAST_MADE = 80;
const HANG = 10_000;
/** A hundred megabytes, or two million errors, take their time; what counts is that they end, and in what memory. */
const HANG_OF_A_GIANT = 300_000;
const MOST_MEMORY = 512;
/** Every so many of the files made by hand, and every giant, is also exported by a process of its own. */
const EXPORTED = 10;

/** What went wrong in a number of files, and what they took. */
class Tally {
  readonly faults: string[] = [];
  readonly crashes: string[] = [];
  readonly hangs: string[] = [];
  read = 0;
  refused = 0;
  slowest = 0;

  async add(examiner: Examiner, task: Task, name: string, limit: number): Promise<void> {
    const report = await examiner.examine(task, limit);
    if (!report) {
      this.hangs.push(name);
      return;
    }
    if (report.crash !== undefined) this.crashes.push(`${name}: ${report.crash.split('\n', 1)}`);
    this.faults.push(...report.faults.map((fault) => `${name}: ${fault}`));
    this.read += report.read;
    this.refused += report.isRefused ? 1 : 0;
    if (limit === HANG) this.slowest = Math.max(this.slowest, report.milliseconds);
  }

  tell(findings: Findings, what: string, memory: number): void {
    findings.note(`${what}: refused as a whole, and records of the others`, `${this.refused}, ${this.read}`);
    findings.none(`${what}: crashes`, this.crashes);
    findings.none(`${what}: hangs`, this.hangs);
    findings.none(`${what}: outcomes other than expected, records lost or counted wrong`, this.faults);
    findings.note(`${what}: slowest, giants aside`, `${(this.slowest / 1000).toFixed(1)} s`);
    findings.atMost(`${what}: peak memory of the product`, memory, MOST_MEMORY, ' MB');
  }
}

/** Each file made by hand, through the operations and at the command line. */
export async function lookAtMade(findings: Findings, folder: string): Promise<void> {
  const shell: string[] = [];
  const tally = new Tally();
  let memory = 0;
  await withExaminer(async (examiner, url) => {
    const settings = settingsOf(join(folder, 'data'), url);
    for (const [n, file] of corpus.entries()) {
      const path = await writeFile(file, folder);
      const limit = file.giant ? HANG_OF_A_GIANT : HANG;
      await tally.add(examiner, { kind: 'made', name: file.name, path }, file.name, limit);
      if (file.delimiter !== undefined) continue; // the command line has no option for it
      const looks = [validateAtTheShell(file, path, settings)];
      if (file.giant || n % EXPORTED === 0) looks.push(exportAtTheShell(file, path, settings));
      for (const look of await Promise.all(looks)) {
        shell.push(...look.faults.map((fault) => `${file.name}: ${fault}`));
        memory = Math.max(memory, look.memory);
      }
    }
    findings.atLeast('files made by hand', corpus.length, LEAST_MADE);
    tally.tell(findings, 'made by hand', examiner.peakMemory);
  });
  findings.none('at the command line: wrong exit, records or words', shell);
  findings.atMost('at the command line: peak memory', memory, MOST_MEMORY, ' MB');
}

export async function lookAtGenerated(findings: Findings, files: number, random: Random): Promise<void> {
  const tally = new Tally();
  await withExaminer(async (examiner) => {
    const seeds = Array.from({ length: files }, () => `${random.between(0, 2 ** 31)}`);
    for (const seed of seeds) await tally.add(examiner, { kind: 'generated', seed }, `seed ${seed}`, HANG);
    findings.note('generated files', files);
    tally.tell(findings, 'generated', examiner.peakMemory);
  });
}

export async function compareReaders(findings: Findings, files: number, random: Random): Promise<void> {
  const what = "valid files that Python's csv reads otherwise";
  if (!hasPython()) return findings.note(what, 'not looked at: there is no python3 on this machine');
  findings.note("valid files read beside Python's csv", files);
  findings.none(what, await differencesIn(files, random));
}

async function withExaminer(work: (examiner: Examiner, sandboxUrl: string) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox({ keepBytes: Number.POSITIVE_INFINITY });
  const examiner = new Examiner(sandbox.url);
  try {
    await work(examiner, sandbox.url);
  } finally {
    await examiner.stop();
    await sandbox.close();
  }
}
