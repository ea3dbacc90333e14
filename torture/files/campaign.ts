import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import type { Findings } from '../kit/findings.ts';
import { Random } from '../kit/random.ts';
import type { BadFile } from './bad-file.ts';
import { differences } from './compare.ts';
import { corpus } from './corpus/all.ts';
import { differencesIn } from './differential/compare.ts';
import { hasPython } from './differential/python.ts';
import type { Examined } from './examine.ts';
import { Examiner } from './examiner.ts';
import { generate } from './generator/generate.ts';
import { faultsIn } from './generator/verdict.ts';
import { settingsOf } from './product.ts';
import { exportAtTheShell, validateAtTheShell } from './shell.ts';
import type { Task } from './task.ts';
import { writeMade } from './write-made.ts';

const LEAST_MADE = 80;
const HANG = 10_000;
/** A hundred megabytes, or two million errors, take their time; what counts is that they end, and in what memory. */
const HANG_OF_A_GIANT = 300_000;
const MOST_MEMORY = 512;
/** Every so many of the files made by hand, and every giant, is also exported by a process of its own. */
const EXPORTED = 10;

interface Looked extends Task {
  readonly name: string;
  readonly limit: number;
  readonly faultsOf: (seen: Examined) => readonly string[];
}

/** What went wrong in a number of files, and what they took. */
class Tally {
  readonly faults: string[] = [];
  readonly crashes: string[] = [];
  readonly hangs: string[] = [];
  read = 0;
  refused = 0;
  slowest = 0;

  /** Has a file examined; `faultsOf` says what is wrong with what the product made of it. */
  async add(examiner: Examiner, { name, limit, faultsOf, ...task }: Looked): Promise<void> {
    const report = await examiner.examine(task, limit);
    if (!report) this.hangs.push(name);
    else if (report.seen) this.#addSeen(name, report.seen, faultsOf(report.seen));
    else this.crashes.push(`${name}: ${report.crash?.split('\n', 1)}`);
    if (report && limit === HANG) this.slowest = Math.max(this.slowest, report.milliseconds);
  }

  #addSeen(name: string, seen: Examined, faults: readonly string[]): void {
    this.faults.push(...faults.map((fault) => `${name}: ${fault}`));
    this.read += seen.judged?.read ?? 0;
    this.refused += seen.refusal ? 1 : 0;
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
  await withExaminer(folder, async (examiner, url) => {
    const settings = settingsOf(join(folder, 'data'), url);
    for (const [n, file] of corpus.entries()) {
      const path = await writeMade(file, folder);
      const limit = file.giant ? HANG_OF_A_GIANT : HANG;
      await tally.add(examiner, {
        ...saidOf(file),
        name: file.name,
        path,
        limit,
        faultsOf: (seen) => differences(file.expected, seen),
      });
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

export async function lookAtGenerated(
  findings: Findings,
  { files, random, folder }: { files: number; random: Random; folder: string },
): Promise<void> {
  const tally = new Tally();
  const path = join(folder, 'generated.csv');
  await withExaminer(folder, async (examiner) => {
    for (let n = 1; n <= files; n++) {
      const seed = String(random.between(0, 2 ** 31));
      const file = generate(new Random(seed));
      await writeFile(path, file.bytes);
      const faultsOf = (seen: Examined) => faultsIn(file, seen);
      await tally.add(examiner, { ...saidOf(file), name: `seed ${seed}`, path, limit: HANG, faultsOf });
    }
    findings.note('generated files', files);
    tally.tell(findings, 'generated', examiner.peakMemory);
  });
}

function saidOf({ encoding, delimiter }: Pick<BadFile, 'encoding' | 'delimiter'>) {
  return { ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }) };
}

export async function compareReaders(findings: Findings, files: number, random: Random): Promise<void> {
  const what = "valid files that Python's csv reads otherwise";
  if (!hasPython()) return findings.note(what, 'not looked at: there is no python3 on this machine');
  findings.note("valid files read beside Python's csv", files);
  findings.none(what, await differencesIn(files, random));
}

async function withExaminer(
  folder: string,
  work: (examiner: Examiner, sandboxUrl: string) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox({ keepBytes: Number.POSITIVE_INFINITY });
  const examiner = new Examiner(sandbox.url, folder);
  try {
    await work(examiner, sandbox.url);
  } finally {
    await examiner.stop();
    await sandbox.close();
  }
}
