import type { Issue, Severity } from '../issue.ts';
import type { Clean, FieldSpec, FieldUnits } from '../record/field.ts';
import { fieldsReadBy, type PlannedColumn } from '../record/plan.ts';
import type { Derivation, TextSource } from '../record/source-text.ts';

/**
 * What the rules of a source need for each cell, and the issues that they have reported. Members of the field are
 * copied, because fields are objects of many shapes, which are slower to read from than objects of one class.
 */
export class SourceRules implements TextSource {
  readonly spec: FieldSpec;
  /** The name of the field. */
  readonly field: string;
  readonly column: string;
  readonly index: number;
  readonly constant: string | undefined;
  readonly derived: Derivation | undefined;
  readonly isHashed: boolean;
  readonly isList: boolean;
  /** Whether a record without a text for the field is invalid. */
  readonly isRequired: boolean;
  readonly clean: Clean;
  readonly checkInRecord: FieldSpec['checkInRecord'];
  readonly checkWithoutUnits: FieldUnits['checkWithoutUnits'];
  /** The other fields that the rules read. */
  readonly reads: readonly string[];
  readonly #issues: Issue[] = [];

  constructor(planned: PlannedColumn) {
    const { field, column, index, constant, derived } = planned;
    this.spec = field;
    this.field = field.name;
    this.column = column;
    this.index = index;
    this.constant = constant;
    this.derived = derived;
    this.isHashed = field.isHashed;
    this.isList = field.shape === 'list';
    this.isRequired = field.isRequired && field.shape === 'single';
    this.clean = field.clean;
    this.checkInRecord = field.checkInRecord;
    this.checkWithoutUnits = derived?.read ? undefined : field.units?.checkWithoutUnits;
    this.reads = fieldsReadBy(planned);
  }

  /** Returns the same object for equal issues: outcomes of records with the same issues are stored as one text. */
  issueOf(severity: Severity, code: string, column: string | null): Issue {
    const equal = this.#issues.find(
      (reported) => reported.code === code && reported.column === column && reported.severity === severity,
    );
    if (equal) return equal;
    const issue = { severity, code, column, field: this.field };
    this.#issues.push(issue);
    return issue;
  }
}
