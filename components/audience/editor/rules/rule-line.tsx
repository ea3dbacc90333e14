'use client';

import { Ban, Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId } from 'react';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import type { RuleItem } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { moveOfKey, PartMenu } from './part-menu.tsx';
import { RuleFields } from './rule-fields.tsx';

export interface RuleLineProps {
  item: RuleItem;
  /** The accessible name: Rule 1 of rule set 2. */
  name: string;
  /** What precedes the rule: a letter, "and" or "or". */
  mark: string;
  path: string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (item: RuleItem) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function RuleLine({ item, name, mark, path, onChange, ...actions }: RuleLineProps) {
  const t = useTranslations('segment-editor.menu');
  const errorId = useId();
  const problem = useRuleForm().problemAt(path);
  const { rule } = item;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = moveOfKey(event);
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    actions.onMove(by);
  };
  return (
    // Alt+Shift and an arrow key move the rule that has the focus. The event is captured before it reaches the rule's
    // fields, which would open their lists.
    <li
      data-part={item.key}
      className="grid grid-cols-[1.375rem_minmax(0,1fr)_auto] items-start gap-2.5 max-wide:gap-1.5"
      onKeyDownCapture={onKeyDown}
    >
      <span className="grid min-h-7.5 place-items-center font-semibold text-text-muted text-xs max-wide:min-h-9">
        {mark}
      </span>
      <fieldset aria-label={name} aria-describedby={problem && errorId} className="grid min-w-0 gap-1">
        <span className="flex flex-wrap items-center gap-1.5 text-sm text-text-muted [&_:is(input,[role=combobox])]:text-text">
          <RuleFields
            rule={rule}
            path={path}
            errorId={errorId}
            onChange={(next) => onChange({ ...item, rule: next })}
          />
        </span>
        {problem && <FieldError id={errorId}>{problem.text}</FieldError>}
      </fieldset>
      <PartMenu name={name} {...actions}>
        {rule.type === 'Value' && (
          <MenuItem
            icon={rule.exclude ? <Check aria-hidden /> : <Ban aria-hidden />}
            onSelect={() => onChange({ ...item, rule: { ...rule, exclude: !rule.exclude } })}
          >
            {t(rule.exclude ? 'include' : 'exclude')}
          </MenuItem>
        )}
      </PartMenu>
    </li>
  );
}
