import { viewStatus } from '#lib/commands/console/settings.ts';
import { METRICS_TYPE, metricsText } from '#lib/web/metrics.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';

/** Metrics in the Prometheus format: for this machine, and for the holders of keys. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const text = await metricsText(await performRequest(viewStatus, {}));
    return new Response(text, { headers: { 'content-type': METRICS_TYPE } });
  });
}

export const dynamic = 'force-dynamic';
