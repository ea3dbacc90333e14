import type { DataType } from '#lib/core/audience/data-type.ts';
import type { OperandDraft, OperatorDraft } from '../state/rule-draft.ts';

/** The column whose values are suggested. */
export interface ValueColumn {
  readonly table: string;
  readonly column: string;
}

/** The props of a component with the fields of one kind of operand. */
export interface OperandProps {
  operator: OperatorDraft;
  type: DataType | undefined;
  /** Undefined for the count of a behavior's rows or values. */
  column: ValueColumn | undefined;
  onChange: (operand: OperandDraft) => void;
}
