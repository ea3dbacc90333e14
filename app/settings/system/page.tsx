import { SettingsSheet } from '#components/settings/settings-sheet.tsx';
import { SystemAutoRefresh } from '#components/settings/system/system-auto-refresh.tsx';
import { DiskFacts, ProductFacts, QueueFacts } from '#components/settings/system/system-facts.tsx';
import { SystemHealth } from '#components/settings/system/system-health.tsx';
import { SystemSweeps } from '#components/settings/system/system-sweeps.tsx';
import { SystemTrino } from '#components/settings/system/system-trino.tsx';
import { reportStatus } from '#lib/operations/settings/report-status.ts';
import { statusOptions } from '#lib/runtime/operation-options.ts';
import { checkReadiness } from '#lib/web/readiness.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('system');

export default async function SystemPage() {
  const runtime = await webRuntime();
  const options = statusOptions(runtime);
  const [status, unready] = await Promise.all([reportStatus(options), checkReadiness()]);
  return (
    <SettingsSheet page="system" actions={<SystemAutoRefresh at={status.at} />}>
      <div className="px-6 pt-5 max-wide:px-4">
        <SystemHealth unready={[...new Set(unready.map(({ check }) => check))]} />
      </div>
      <ProductFacts status={status} />
      <QueueFacts status={status} />
      <DiskFacts status={status} />
      <SystemTrino catalog={runtime.env.trino?.catalog ?? null} />
      <SystemSweeps sweeps={status.sweeps} />
    </SettingsSheet>
  );
}
