import { viewStatus } from '#lib/commands/console/settings.ts';
import { METRICS_TYPE, metricsText } from '#lib/web/metrics.ts';
import { servedCertificate } from '#lib/web/network/served-certificate.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';

/** Metrics in the Prometheus format, for requests from this machine or with an API key. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const status = await performRequest(viewStatus, {});
    const text = await metricsText({ ...status, certificate: servedCertificate() });
    return new Response(text, { headers: { 'content-type': METRICS_TYPE } });
  });
}

export const dynamic = 'force-dynamic';
