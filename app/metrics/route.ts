import { viewStatus } from '#lib/commands/console/settings.ts';
import { METRICS_TYPE, metricsText } from '#lib/web/metrics.ts';
import { load, respond } from '#lib/web/run-command.ts';

/** Metrics in the Prometheus format. Like everything, they need a session once there is an owner. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const text = await metricsText(await load(viewStatus, {}));
    return new Response(text, { headers: { 'content-type': METRICS_TYPE } });
  });
}

export const dynamic = 'force-dynamic';
