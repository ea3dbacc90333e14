import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QueriesSheet } from '#components/workbench/queries/queries-sheet.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { ExportParameters } from '#lib/core/connector/connector.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { loadSamples } from '../../databases/actions.ts';
import { deleteQuery, duplicateQuery, runSaved } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench.queries'))('title') };
}

export default async function QueriesPage() {
  const runtime = await webRuntime();
  const runs = runtime.plannedRuns.latest();
  const queries = runtime.queries.list().map((query) => ({
    ...pickListed(query),
    exportTo: exportOf(query, runtime),
    lastRun: runs.get(query.id) ?? null,
  }));
  return (
    <QueriesSheet
      queries={queries}
      actions={{ run: runSaved, duplicate: duplicateQuery, remove: deleteQuery, loadSamples }}
    />
  );
}

function pickListed({ id, name, database, engine, schedule, updatedAt }: SavedQuery) {
  return { id, name, database, engine, schedule, updatedAt };
}

function exportOf({ export: target }: SavedQuery, { authentications }: Runtime) {
  if (target === null) return null;
  const { name, connector, target: where } = authentications.get(target.authentication);
  const parameters = target.parameters as ExportParameters;
  const isReal = where === 'live' && !parameters.test_event;
  return { authentication: name, account: connectorOf(connector).accountOf(parameters), isReal };
}
