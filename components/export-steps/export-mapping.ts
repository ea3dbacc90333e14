'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import {
  assignConstant,
  assignField,
  assignTargets,
  assignUnits,
  changeTarget,
  joinColumns,
  type LostTarget,
  lostTargets,
} from '#lib/core/matching/mapping.ts';
import { isProposal } from '#lib/core/matching/suggest-targets.ts';
import type { FieldTarget, Units } from '#lib/core/record/field-target.ts';
import type { Matching, PlannedColumn } from '#lib/core/record/plan.ts';
import { type FileMatching, matchingOf, suggestedMatching } from '#lib/core/saved-mapping/file-matching.ts';
import type { FoundMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import { useExportDraft } from './export-draft.ts';
import type { ExportFile } from './export-file.ts';

/** A field or matched values that the last change removed. The change can be undone until the next one. */
export interface DroppedTarget extends LostTarget {
  /** The column that the field comes from now; null for a constant, undefined for nothing. */
  readonly newSource: string | null | undefined;
  /** The column to whose value this column is joined now, if that is why the field was lost. */
  readonly joinedTo: string | undefined;
  readonly undo: () => void;
}

/** A change of one of a column's fields. */
export interface TargetChange {
  readonly column: string;
  /** The index of the field among the column's fields. */
  readonly fieldIndex: number;
  readonly change: Partial<FieldTarget>;
}

export interface ExportMapping extends FileMatching {
  readonly connector: Connector;
  /**
   * The saved mapping for the file, even if the person has changed something since; null if there is none, or once they
   * have started over.
   */
  readonly foundMapping: FoundMapping | null;
  readonly dropped: DroppedTarget | null;
  /** Columns whose field is only a proposal that no person has confirmed yet. */
  readonly unsure: ReadonlySet<string>;
  /** Confirms the field of an `unsure` column. */
  readonly confirm: (column: string) => void;
  /** Maps one of the column's fields, the first by default, to another field; null removes it. */
  readonly assign: (column: string, name: string | null, fieldIndex?: number) => void;
  /** Replaces a column's fields; each new one gets a part of the column's value. */
  readonly split: (column: string, targets: readonly FieldTarget[]) => void;
  /** Joins columns to the value of one of the column's fields, or no longer does. */
  readonly join: (change: TargetChange) => void;
  /** Changes how the values of some of the columns' fields are made. */
  readonly change: (changes: readonly TargetChange[]) => void;
  /** Sets the units of all fields that have them. */
  readonly answer: (units: Units) => void;
  /** Changes how values are made, and sets units, as one change. */
  readonly accept: (changes: readonly TargetChange[], units: Units) => void;
  /** Sets a constant for every record; null removes it. */
  readonly assignConstant: (name: string, value: string | null) => void;
  /** Resets the mapping to the one suggested by the column names. */
  readonly startOver: () => void;
}

/**
 * The mapping of a file: from the draft, else from the saved mapping for the file, else suggested from its header.
 */
export function useExportMapping(file: ExportFile, connectorType: string): ExportMapping {
  const connector = connectorOf(connectorType);
  const { draft, changeDraft } = useExportDraft(file);
  const [dropped, setDropped] = useState<DroppedTarget | null>(null);
  const { header } = file;
  const foundMapping = draft.withoutSaved ? null : file.savedMapping;
  const fileMatching = useMemo(
    () => matchingOf(connector, header, draft, foundMapping),
    [connector, header, draft, foundMapping],
  );
  const { mapping, constants } = fileMatching;
  const { checked = NONE } = draft;
  const unsure = useMemo(
    () => unsureColumns(connector, fileMatching, { checked, added: foundMapping?.added ?? NONE }),
    [connector, fileMatching, checked, foundMapping],
  );
  const withChecked = (column: string) => ({ checked: [...new Set([...checked, column])] });
  const assign = (column: string, name: string | null, fieldIndex = 0) => {
    const changed = assignField({ mapping, constants }, column, name, fieldIndex);
    changeDraft({ ...changed.matching, ...withChecked(column) });
    noteDropped(changed.matching, column);
  };
  /** Shows what the change removed: a field of another column, or matched values. */
  const noteDropped = (after: Matching, column: string | null, joinedTo?: string) => {
    const [lost] = lostTargets(mapping, after.mapping)
      .filter((target) => target.column !== column || target.valueCount > 0)
      .toSorted((a, b) => b.valueCount - a.valueCount);
    const undo = () => {
      setDropped(null);
      changeDraft({ mapping, constants, checked: [...checked] });
    };
    const newSource = lost?.column === column || joinedTo !== undefined ? undefined : column;
    setDropped(lost ? { ...lost, newSource, joinedTo, undo } : null);
  };
  const apply = (after: Matching) => {
    setDropped(null);
    changeDraft(after);
  };
  return {
    ...fileMatching,
    connector,
    foundMapping,
    dropped,
    unsure,
    confirm: (column) => changeDraft(withChecked(column)),
    assign,
    split: (column, targets) => {
      const after = assignTargets({ mapping, constants }, column, targets);
      changeDraft({ ...after, ...withChecked(column) });
      noteDropped(after, column);
    },
    join: ({ column, fieldIndex, change }) => {
      const after = joinColumns({ mapping, constants }, column, fieldIndex, change);
      changeDraft(after);
      noteDropped(after, column, column);
    },
    change: (changes) => apply(changedBy({ mapping, constants }, changes)),
    answer: (units) => apply(assignUnits(connector.fields, { mapping, constants }, units)),
    accept: (changes, units) => apply(assignUnits(connector.fields, changedBy({ mapping, constants }, changes), units)),
    assignConstant: (name, value) => {
      const after = assignConstant({ mapping, constants }, name, value);
      changeDraft(after);
      noteDropped(after, null);
    },
    startOver: () => {
      setDropped(null);
      changeDraft({ ...suggestedMatching(connector, header), checked: [], withoutSaved: true });
    },
  };
}

const NONE: readonly string[] = [];

export function changedBy(before: Matching, changes: readonly TargetChange[]): Matching {
  return changes.reduce(
    (matching, { column, fieldIndex, change }) => changeTarget(matching, column, fieldIndex, change),
    before,
  );
}

/**
 * The columns whose suggested field a person has not confirmed. Fields that a saved mapping gives need no confirmation,
 * but suggestions for columns that it does not know do.
 */
function unsureColumns(
  { fields }: Connector,
  { plan, savedMapping }: FileMatching,
  { checked, added }: { readonly checked: readonly string[]; readonly added: readonly string[] },
) {
  const isNew = ({ column }: PlannedColumn) => !savedMapping || added.includes(column);
  const columns = plan.columns.filter((column) => column.constant === undefined && isNew(column));
  const unsure = columns.filter(({ column, field }) => !checked.includes(column) && isProposal(fields, column, field));
  return new Set(unsure.map(({ column }) => column));
}
