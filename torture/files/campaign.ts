import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import type { Findings } from '../kit/findings.ts';
import { Random } from '../kit/random.ts';
import { exportWithCli, validateWithCli } from './cli.ts';
import { differences } from './compare.ts';
import { corpus } from './corpus/all.ts';
import type { CorpusFile } from './corpus-file.ts';
import { differencesIn } from './differential/compare.ts';
import { hasPython } from './differential/python.ts';
import type { Examination } from './examine.ts';
import { Examiner } from './examiner.ts';
import { generate } from './generator/generate.ts';
import { faultsIn } from './generator/verdict.ts';
import { settingsOf } from './product.ts';
import type { Task } from './task.ts';
import { writeCorpusFile } from './write-corpus-file.ts';

const MIN_CORPUS_FILES = 80;
const HANG_MS = 10_000;
/** Files of a hundred megabytes or two million errors may take long; they only have to end, in limited memory. */
const GIANT_HANG_MS = 300_000;
const MAX_MEMORY_MB = 512;
/** Every nth hand-written file, and every giant, is also exported by a separate process. */
const EXPORT_EVERY = 10;

interface Check extends Task {
  readonly name: string;
  readonly limitMs: number;
  readonly faultsOf: (seen: Examination) => readonly string[];
}

/** Faults, crashes, hangs and durations over a number of files. */
class Results {
  readonly faults: string[] = [];
  readonly crashes: string[] = [];
  readonly hangs: string[] = [];
  recordsRead = 0;
  filesRefused = 0;
  slowestMs = 0;

  /** Examines a file; `faultsOf` compares the result with the expectation. */
  async add(examiner: Examiner, { name, limitMs, faultsOf, ...task }: Check): Promise<void> {
    const report = await examiner.examine(task, limitMs);
    if (!report) this.hangs.push(name);
    else if (report.seen) this.#addExamination(name, report.seen, faultsOf(report.seen));
    else this.crashes.push(`${name}: ${report.crash?.split('\n', 1)}`);
    if (report && limitMs === HANG_MS) this.slowestMs = Math.max(this.slowestMs, report.milliseconds);
  }

  #addExamination(name: string, examination: Examination, faults: readonly string[]): void {
    this.faults.push(...faults.map((fault) => `${name}: ${fault}`));
    this.recordsRead += examination.validation?.read ?? 0;
    this.filesRefused += examination.refusal ? 1 : 0;
  }

  report(findings: Findings, kind: string, peakMemory: number): void {
    findings.note(`${kind}: files refused, and records of the others`, `${this.filesRefused}, ${this.recordsRead}`);
    findings.none(`${kind}: crashes`, this.crashes);
    findings.none(`${kind}: hangs`, this.hangs);
    findings.none(`${kind}: unexpected outcomes, or records lost or miscounted`, this.faults);
    findings.note(`${kind}: slowest, without the largest files`, `${(this.slowestMs / 1000).toFixed(1)} s`);
    findings.atMost(`${kind}: peak memory of the product`, peakMemory, MAX_MEMORY_MB, ' MB');
  }
}

/** Checks each hand-written file through the operations and through the command line. */
export async function checkCorpus(findings: Findings, folder: string): Promise<void> {
  const cliFaults: string[] = [];
  const results = new Results();
  let memory = 0;
  await withExaminer(folder, async (examiner, url) => {
    const settings = settingsOf(join(folder, 'data'), url);
    for (const [n, file] of corpus.entries()) {
      const path = await writeCorpusFile(file, folder);
      const limitMs = file.isGiant ? GIANT_HANG_MS : HANG_MS;
      await results.add(examiner, {
        ...formatOf(file),
        name: file.name,
        path,
        limitMs,
        faultsOf: (seen) => differences(file.expected, seen),
      });
      const runs = [validateWithCli(file, path, settings)];
      if (file.isGiant || n % EXPORT_EVERY === 0) runs.push(exportWithCli(file, path, settings));
      for (const cliRun of await Promise.all(runs)) {
        cliFaults.push(...cliRun.faults.map((fault) => `${file.name}: ${fault}`));
        memory = Math.max(memory, cliRun.memory);
      }
    }
    findings.atLeast('hand-written files', corpus.length, MIN_CORPUS_FILES);
    results.report(findings, 'hand-written', examiner.peakMemory);
  });
  findings.none('command line: wrong exit status, records or messages', cliFaults);
  findings.atMost('command line: peak memory', memory, MAX_MEMORY_MB, ' MB');
}

export async function checkGenerated(
  findings: Findings,
  { files: fileCount, random, folder }: { files: number; random: Random; folder: string },
): Promise<void> {
  const results = new Results();
  const path = join(folder, 'generated.csv');
  await withExaminer(folder, async (examiner) => {
    for (let n = 1; n <= fileCount; n++) {
      const seed = String(random.between(0, 2 ** 31));
      const file = generate(new Random(seed));
      await writeFile(path, file.bytes);
      const faultsOf = (seen: Examination) => faultsIn(file, seen);
      await results.add(examiner, { ...formatOf(file), name: `seed ${seed}`, path, limitMs: HANG_MS, faultsOf });
    }
    findings.note('generated files', fileCount);
    results.report(findings, 'generated', examiner.peakMemory);
  });
}

function formatOf({ encoding, delimiter }: Pick<CorpusFile, 'encoding' | 'delimiter'>) {
  return { ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }) };
}

export async function compareReaders(findings: Findings, fileCount: number, random: Random): Promise<void> {
  const figure = "valid files that Python's csv reads differently";
  if (!hasPython()) return findings.note(figure, 'not compared: no python3 on this machine');
  findings.note("valid files compared with Python's csv", fileCount);
  findings.none(figure, await differencesIn(fileCount, random));
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
