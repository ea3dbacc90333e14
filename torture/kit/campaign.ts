import type { Row } from './findings.ts';
import type { Random } from './random.ts';

export interface CampaignOptions {
  /** Share of the required numbers: 1 for all of them, less for a quicker run. */
  readonly scale: number;
  readonly random: Random;
  /** A temporary folder, deleted afterwards. */
  readonly folder: string;
  /** The first of a few unused ports; 0 in the slices that tests run, which start no console. */
  readonly port: number;
}

export interface Campaign {
  readonly name: string;
  /** Whether it can also run on PostgreSQL. docs/reliability.md says why the others cannot. */
  readonly canRunOnPostgresql?: boolean;
  run(options: CampaignOptions): Promise<Row[]>;
}
