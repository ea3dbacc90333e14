import { reportStatus } from '#lib/operations/settings/report-status.ts';
import { statusOptions } from '#lib/runtime/operation-options.ts';
import { METRICS_TYPE, metricsText } from '#lib/web/metrics.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Metrics in the Prometheus format. */
export async function GET(): Promise<Response> {
  const text = await metricsText(await reportStatus(statusOptions(await webRuntime())));
  return new Response(text, { headers: { 'content-type': METRICS_TYPE } });
}

export const dynamic = 'force-dynamic';
