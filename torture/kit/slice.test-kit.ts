import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import type { CampaignOptions } from './campaign.ts';
import { Random } from './random.ts';

/** The options for a slice of a campaign within `npm run test:whole`. Concurrent tests pass their own context. */
export async function sliceOf(
  name: string,
  scale: number,
  context: Pick<TestContext, 'onTestFinished'> = { onTestFinished },
): Promise<CampaignOptions> {
  const folder = await mkdtemp(join(tmpdir(), `pintd-${name}-`));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return { scale, folder, random: new Random(`slice/${name}`), port: 0 };
}
