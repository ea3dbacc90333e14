import { viewStatus } from '#lib/commands/console/settings.ts';
import { METRICS_TYPE, metricsText } from '#lib/web/metrics.ts';
import { load } from '#lib/web/run-command.ts';

/** Metrics in the Prometheus format. */
export async function GET(): Promise<Response> {
  const text = await metricsText(await load(viewStatus, {}));
  return new Response(text, { headers: { 'content-type': METRICS_TYPE } });
}

export const dynamic = 'force-dynamic';
