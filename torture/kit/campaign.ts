import type { Row } from './findings.ts';
import type { Random } from './random.ts';

export interface CampaignOptions {
  /** 1 for the figures of the goals; less for a quicker look. */
  readonly scale: number;
  readonly random: Random;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
  /** The first of a few ports that nobody else uses. */
  readonly port: number;
}

export interface Campaign {
  readonly name: string;
  run(options: CampaignOptions): Promise<Row[]>;
}
