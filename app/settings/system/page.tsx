import { AuditFault } from '#components/notices/audit-fault.tsx';
import { SettingsSheet } from '#components/settings/settings-sheet.tsx';
import { SystemAccounts } from '#components/settings/system/system-accounts.tsx';
import { SystemAutoRefresh } from '#components/settings/system/system-auto-refresh.tsx';
import { DiskFacts, ProductFacts, QueueFacts } from '#components/settings/system/system-facts.tsx';
import { SystemHealth } from '#components/settings/system/system-health.tsx';
import { SystemNetwork } from '#components/settings/system/system-network.tsx';
import { SystemReplication } from '#components/settings/system/system-replication.tsx';
import { SystemSweeps } from '#components/settings/system/system-sweeps.tsx';
import { SystemTrino } from '#components/settings/system/system-trino.tsx';
import { SystemWorkers } from '#components/settings/system/system-workers.tsx';
import { viewEnvironment, viewNetwork, viewStatus } from '#lib/commands/console/settings.ts';
import { expiryOf } from '#lib/core/network/certificate.ts';
import { servedCertificate } from '#lib/web/network/served-certificate.ts';
import { checkReadiness } from '#lib/web/readiness.ts';
import { load } from '#lib/web/run-command.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('system');

export default async function SystemPage() {
  const [{ auditFault, ...status }, unready] = await Promise.all([load(viewStatus, {}), checkReadiness()]);
  const [{ trinoCatalog }, network] = await Promise.all([load(viewEnvironment, {}), load(viewNetwork, {})]);
  const served = servedCertificate() ?? null;
  return (
    <SettingsSheet page="system" actions={<SystemAutoRefresh at={status.at} />}>
      <div className="px-6 pt-5 max-wide:px-4">
        <AuditFault fault={auditFault} linksToAuditLog />
        <SystemHealth unready={[...new Set(unready.map(({ check }) => check))]} />
      </div>
      <ProductFacts status={status} />
      <SystemWorkers status={status} />
      <QueueFacts status={status} />
      <SystemAccounts status={status} />
      <DiskFacts status={status} />
      {status.replication && (
        <SystemReplication replication={status.replication} clockToleranceMs={status.clockToleranceMs} />
      )}
      <SystemNetwork {...network} served={served && { certificate: served, expiry: expiryOf(served, status.at) }} />
      <SystemTrino catalog={trinoCatalog} />
      <SystemSweeps sweeps={status.sweeps} />
    </SettingsSheet>
  );
}
