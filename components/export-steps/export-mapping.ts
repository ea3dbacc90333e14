'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { assignConstant, assignField, assignUnits, changeTarget } from '#lib/core/matching/mapping.ts';
import { isProposal } from '#lib/core/matching/suggest-targets.ts';
import type { FieldTarget, Units } from '#lib/core/record/field-target.ts';
import type { Matching, PlannedColumn } from '#lib/core/record/plan.ts';
import { type FileMatching, matchingOf, suggestedMatching } from '#lib/core/saved-mapping/file-matching.ts';
import type { FoundMapping } from '#lib/core/saved-mapping/mapping-preset.ts';
import { useExportDraft } from './export-draft.ts';
import type { ExportFile } from './export-file.ts';

/** A field that was just moved from the column `other` to `column`. */
export interface MovedField {
  readonly name: string;
  readonly column: string;
  readonly other: string;
}

/** A change of one of a column's fields. */
export interface TargetChange {
  readonly column: string;
  readonly at: number;
  readonly change: Partial<FieldTarget>;
}

export interface ExportMapping extends FileMatching {
  readonly connector: Connector;
  /** The saved mapping for the file, also if the person has changed something since; null once they have started over. */
  readonly saved: FoundMapping | null;
  readonly released: MovedField | null;
  /** Columns that were mapped because of similar names and are not confirmed yet. */
  readonly unsure: ReadonlySet<string>;
  /** Confirms the field of an `unsure` column. */
  readonly confirm: (column: string) => void;
  /** Maps one of the column's fields, the first by default, to another field; null removes it. */
  readonly assign: (column: string, name: string | null, at?: number) => void;
  /** Changes how the values of some of the columns' fields are made. */
  readonly change: (changes: readonly TargetChange[]) => void;
  /** Gives units to all fields that have them. */
  readonly answer: (units: Units) => void;
  /** Changes how values are made, and gives units, as one change. */
  readonly accept: (changes: readonly TargetChange[], units: Units) => void;
  /** Sets a constant for every record; null removes it. */
  readonly assignConstant: (name: string, value: string | null) => void;
  /** Resets the mapping to the one suggested by the column names. */
  readonly startOver: () => void;
}

/**
 * The mapping of a file: from the draft, else from the saved mapping for its header, else suggested from its header.
 */
export function useExportMapping(file: ExportFile, connectorType: string): ExportMapping {
  const connector = connectorOf(connectorType);
  const { draft, update } = useExportDraft(file);
  const [released, setReleased] = useState<MovedField | null>(null);
  const { header } = file;
  const preset = draft.withoutSaved ? null : file.preset;
  const found = useMemo(() => matchingOf(connector, header, draft, preset), [connector, header, draft, preset]);
  const { mapping, constants } = found;
  const { checked = NONE } = draft;
  const unsure = useMemo(
    () => onlyAlike(connector, found, { checked, added: preset?.added ?? NONE }),
    [connector, found, checked, preset],
  );
  const withChecked = (column: string) => ({ checked: [...new Set([...checked, column])] });
  const assign = (column: string, name: string | null, at = 0) => {
    const changed = assignField({ mapping, constants }, column, name, at);
    update({ ...changed.matching, ...withChecked(column) });
    setReleased(changed.released && name ? { name, column, other: changed.released } : null);
  };
  return {
    ...found,
    connector,
    saved: preset,
    released,
    unsure,
    confirm: (column) => update(withChecked(column)),
    assign,
    change: (changes) => update(changedBy({ mapping, constants }, changes)),
    answer: (units) => update(assignUnits(connector.fields, { mapping, constants }, units)),
    accept: (changes, units) =>
      update(assignUnits(connector.fields, changedBy({ mapping, constants }, changes), units)),
    assignConstant: (name, value) => {
      setReleased(null);
      update(assignConstant({ mapping, constants }, name, value));
    },
    startOver: () => update({ ...suggestedMatching(connector, header), checked: [], withoutSaved: true }),
  };
}

const NONE: readonly string[] = [];

function changedBy(before: Matching, changes: readonly TargetChange[]): Matching {
  return changes.reduce((matching, { column, at, change }) => changeTarget(matching, column, at, change), before);
}

/** A saved mapping needs no confirmation, but what is suggested for a new column does. */
function onlyAlike(
  { fields }: Connector,
  { plan, preset }: FileMatching,
  { checked, added }: { readonly checked: readonly string[]; readonly added: readonly string[] },
) {
  const isNew = ({ column }: PlannedColumn) => !preset || added.includes(column);
  const columns = plan.columns.filter((column) => column.constant === undefined && isNew(column));
  const unsure = columns.filter(({ column, field }) => !checked.includes(column) && isProposal(fields, column, field));
  return new Set(unsure.map(({ column }) => column));
}
