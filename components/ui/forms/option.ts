import type { ReactNode } from 'react';

/** One thing to choose, for Select and Combobox. */
export interface Option {
  value: string;
  /** What is shown and searched. */
  label: string;
  /** Quiet words after it, searched as well. */
  detail?: string;
  /** A second line. */
  help?: string;
  icon?: ReactNode;
  /** Marks it as required. */
  starred?: boolean;
  /** A code rather than words. */
  mono?: boolean;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

export type Choices = readonly Option[] | readonly OptionGroup[];

export function isGrouped(choices: Choices): choices is readonly OptionGroup[] {
  const first = choices[0];
  return first !== undefined && 'options' in first;
}

export function flatten(choices: Choices): readonly Option[] {
  return isGrouped(choices) ? choices.flatMap((group) => group.options) : choices;
}
