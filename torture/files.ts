import { checkCorpus, checkGenerated, compareReaders } from './files/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import type { Random } from './kit/random.ts';

const GENERATED = 10_000;
const DIFFERENTIAL = 5_000;

interface Options {
  readonly scale: number;
  readonly random: Random;
  readonly folder: string;
}

/** Bad files, hand-written and generated, and valid files compared with another CSV reader. */
export async function run({ scale, random, folder }: Options): Promise<Row[]> {
  const findings = new Findings('files');
  await checkCorpus(findings, folder);
  const fileCount = Math.round(GENERATED * scale);
  await checkGenerated(findings, { files: fileCount, random: random.for('generated'), folder });
  await compareReaders(findings, Math.round(DIFFERENTIAL * scale), random.for('differential'));
  return findings.rows;
}
