'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector.ts';
import { UserError } from '#lib/core/errors.ts';
import { assignField } from '#lib/core/mapping.ts';
import { compilePlan, type Mapping, type Plan } from '#lib/core/plan.ts';
import { suggestMapping } from '#lib/core/suggest-mapping.ts';
import { useExportDraft } from './export-draft.ts';
import type { ExportFile } from './export-file.ts';

/** A field that has just been given to another column. */
export interface Released {
  readonly name: string;
  readonly column: string;
  readonly other: string;
}

export interface ExportMapping {
  readonly connector: Connector;
  readonly mapping: Mapping;
  readonly plan: Plan;
  readonly released: Released | null;
  readonly assign: (column: string, name: string | null) => void;
}

/** The mapping of a file in this tab: what was decided, or else what its header says by itself. */
export function useExportMapping({ id, header }: ExportFile, connectorType: string): ExportMapping {
  const connector = connectorOf(connectorType);
  const [draft, keep] = useExportDraft(id);
  const [released, setReleased] = useState<Released | null>(null);
  const { mapping, plan } = useMemo(
    () =>
      fitting(connector, header, draft.mapping) ?? planned(connector, header, suggestMapping(connector.fields, header)),
    [connector, header, draft.mapping],
  );
  const assign = (column: string, name: string | null) => {
    const changed = assignField(mapping, column, name);
    keep({ mapping: changed.mapping });
    setReleased(changed.released && name ? { name, column, other: changed.released } : null);
  };
  return { connector, mapping, plan, released, assign };
}

function planned({ fields }: Connector, header: readonly string[], mapping: Mapping) {
  return { mapping, plan: compilePlan(fields, header, { mapping, constants: {} }) };
}

/** A kept mapping may be of another version of the field table. */
function fitting(connector: Connector, header: readonly string[], mapping: Mapping | undefined) {
  if (!mapping) return undefined;
  try {
    return planned(connector, header, mapping);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
