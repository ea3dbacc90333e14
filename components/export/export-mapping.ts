'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector.ts';
import { UserError } from '#lib/core/errors.ts';
import { assignConstant, assignField } from '#lib/core/mapping.ts';
import type { MappingPreset } from '#lib/core/mapping-preset.ts';
import { compilePlan, type Matching, type Plan } from '#lib/core/plan.ts';
import { suggestMapping } from '#lib/core/suggest-mapping.ts';
import { useExportDraft } from './export-draft.ts';
import type { ExportFile } from './export-file.ts';

/** A field that has just been given to another column. */
export interface Released {
  readonly name: string;
  readonly column: string;
  readonly other: string;
}

export interface ExportMapping extends Matching {
  readonly connector: Connector;
  readonly plan: Plan;
  readonly released: Released | null;
  /** What the columns are matched by, where nobody has changed anything since. */
  readonly preset: MappingPreset | null;
  readonly assign: (column: string, name: string | null) => void;
  /** One value for every record; null takes it back. */
  readonly assignConstant: (name: string, value: string | null) => void;
  /** Matches the columns as their names alone suggest. */
  readonly startOver: () => void;
}

/** The mapping of a file: what was decided, or else how such files are matched, or else what its header says by itself. */
export function useExportMapping(file: ExportFile, connectorType: string): ExportMapping {
  const connector = connectorOf(connectorType);
  const { draft, keep } = useExportDraft(file);
  const [released, setReleased] = useState<Released | null>(null);
  const { header, preset } = file;
  const found = useMemo(() => matchingOf(connector, header, draft, preset), [connector, header, draft, preset]);
  const { mapping, constants } = found;
  const assign = (column: string, name: string | null) => {
    const changed = assignField({ mapping, constants }, column, name);
    keep(changed.matching);
    setReleased(changed.released && name ? { name, column, other: changed.released } : null);
  };
  return {
    ...found,
    connector,
    released,
    assign,
    assignConstant: (name, value) => {
      setReleased(null);
      keep(assignConstant({ mapping, constants }, name, value));
    },
    startOver: () => keep(suggestion(connector, header)),
  };
}

interface Found extends Matching {
  readonly plan: Plan;
  readonly preset: MappingPreset | null;
}

function matchingOf(
  connector: Connector,
  header: readonly string[],
  { mapping, constants = {} }: Partial<Matching>,
  preset: MappingPreset | null,
): Found {
  const decided = mapping && fitting(connector, header, { mapping, constants }, null);
  const remembered = preset ? fitting(connector, header, preset, preset) : undefined;
  return decided ?? remembered ?? planned(connector, header, suggestion(connector, header), null);
}

function suggestion({ fields }: Connector, header: readonly string[]): Matching {
  return { mapping: suggestMapping(fields, header), constants: {} };
}

function planned(
  { fields }: Connector,
  header: readonly string[],
  { mapping, constants }: Matching,
  preset: MappingPreset | null,
): Found {
  return { mapping, constants, preset, plan: compilePlan(fields, header, { mapping, constants }) };
}

/** What was kept may be of another header, or of another version of the field table. */
function fitting(...decided: Parameters<typeof planned>): Found | undefined {
  try {
    return planned(...decided);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
