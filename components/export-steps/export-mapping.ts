'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { type FileMatching, matchingOf, suggestedMatching } from '#lib/core/matching/file-matching.ts';
import { assignConstant, assignField, assignUnits, changeTarget } from '#lib/core/matching/mapping.ts';
import { isFuzzyMatch } from '#lib/core/matching/suggest-mapping.ts';
import type { FieldTarget, Units } from '#lib/core/record/field-target.ts';
import type { Matching } from '#lib/core/record/plan.ts';
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
  const { header, preset } = file;
  const found = useMemo(() => matchingOf(connector, header, draft, preset), [connector, header, draft, preset]);
  const { mapping, constants } = found;
  const { checked = NONE } = draft;
  const unsure = useMemo(() => onlyAlike(connector, found, checked), [connector, found, checked]);
  const withChecked = (column: string) => ({ checked: [...new Set([...checked, column])] });
  const assign = (column: string, name: string | null, at = 0) => {
    const changed = assignField({ mapping, constants }, column, name, at);
    update({ ...changed.matching, ...withChecked(column) });
    setReleased(changed.released && name ? { name, column, other: changed.released } : null);
  };
  return {
    ...found,
    connector,
    released,
    unsure,
    confirm: (column) => update(withChecked(column)),
    assign,
    change: (changes) => {
      const changed = changes.reduce((matching, { column, at, change }) => changeTarget(matching, column, at, change), {
        mapping,
        constants,
      } as Matching);
      update(changed);
    },
    answer: (units) => update(assignUnits(connector.fields, { mapping, constants }, units)),
    assignConstant: (name, value) => {
      setReleased(null);
      update(assignConstant({ mapping, constants }, name, value));
    },
    startOver: () => update({ ...suggestedMatching(connector, header), checked: [] }),
  };
}

const NONE: readonly string[] = [];

/** A saved mapping needs no confirmation. */
function onlyAlike({ fields }: Connector, { plan, preset }: FileMatching, checked: readonly string[]) {
  const columns = preset ? [] : plan.columns.filter(({ constant }) => constant === undefined);
  const unsure = columns.filter(
    ({ column, field }) => !checked.includes(column) && isFuzzyMatch(fields, column, field),
  );
  return new Set(unsure.map(({ column }) => column));
}
