'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { FormDialog } from '#components/ui/overlays/form-dialog.tsx';
import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import { type PlaceHint, proposeZone } from '#lib/core/matching/place-hint.ts';
import { MAX_HINT_RECORDS } from '#lib/core/matching/profile-column.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { DATE_ORDERS, DECIMAL_SIGNS, type Unit, type Units } from '#lib/core/record/field-target.ts';
import { timeZones } from '#lib/core/schedule/timetable.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useCountryChoices } from './country-choices.ts';

export interface UnitsDialogProps extends Pick<ExportMapping, 'answer'> {
  questions: readonly UnitQuestion[];
  /** Where most records come from, as far as the file says. */
  place: PlaceHint | undefined;
  /** Whether the questions are about all records, not only the first ones. */
  isWholeFile: boolean;
  onClose: () => void;
}

/** The option for no answer. */
const UNANSWERED = '';

/**
 * The answer to a question, else a proposal from the values, this browser's zone or the file's country. Undefined if
 * there is none.
 */
export function proposalOf(
  { unit, answer, suggestion }: UnitQuestion,
  place: PlaceHint | undefined,
): string | undefined {
  if (answer ?? suggestion) return answer ?? suggestion;
  if (unit === 'timezone') return proposeZone(browserTimeZone(), place, Date.now()).zone;
  return unit === 'country' ? place?.country : undefined;
}

/** Asks, once for all columns, for what the file does not say about its times, numbers and phone numbers. */
export function UnitsDialog({ questions, place, isWholeFile, answer, onClose }: UnitsDialogProps) {
  const t = useTranslations('exports.match.units');
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Unit, string>>>>({});
  // Proposals can still arrive while the dialog is open.
  const answerTo = (question: UnitQuestion) => chosen[question.unit] ?? proposalOf(question, place) ?? UNANSWERED;
  const apply = () => {
    const answers = questions.map((question) => [question.unit, answerTo(question)] as const);
    const given = answers.map(([unit, value]) => [unit, value === UNANSWERED ? undefined : value]);
    answer(Object.fromEntries(given) as Units);
  };
  return (
    <FormDialog title={t('title')} description={t('text')} action={t('use')} onSubmit={apply} onClose={onClose}>
      {questions.map((question) => (
        <Question
          key={question.unit}
          question={question}
          place={place}
          isWholeFile={isWholeFile}
          value={answerTo(question)}
          onChange={(value) => setChosen({ ...chosen, [question.unit]: value })}
        />
      ))}
    </FormDialog>
  );
}

interface QuestionProps extends Pick<UnitsDialogProps, 'place' | 'isWholeFile'> {
  question: UnitQuestion;
  value: string;
  onChange: (value: string) => void;
}

function Question({ question, place, isWholeFile, value, onChange }: QuestionProps) {
  const t = useTranslations('exports.match.units');
  const format = useFormatter();
  const reasonOf = useReason(place);
  const { unit, columns, values, example } = question;
  const label = t(`questions.${unit}`);
  const proposal = proposalOf({ ...question, answer: undefined }, place);
  // A reason for another value than the chosen one would confuse.
  const reason = proposal === undefined || proposal === value ? reasonOf(question) : undefined;
  const help = (
    <>
      {t('about', {
        isWholeFile: String(isWholeFile),
        count: values,
        columns: format.list(columns, LIST_FORMAT),
        records: MAX_HINT_RECORDS,
      })}{' '}
      {reason}
      {example !== undefined && (
        <>
          {' '}
          {t('example')} <code className="text-text">{example}</code>
        </>
      )}
    </>
  );
  return (
    <Field label={label} help={help}>
      <UnitControl unit={unit} label={label} value={value} onChange={onChange} />
    </Field>
  );
}

/** Why an answer is proposed, or why none is. */
function useReason(place: PlaceHint | undefined): (question: UnitQuestion) => string {
  const t = useTranslations('exports.match.units');
  const format = useFormatter();
  const locale = useLocale();
  return ({ unit, suggestion, reason }) => {
    if (unit === 'country') {
      return t(suggestion === undefined && !place ? 'reasons.country' : 'reasons.records');
    }
    if (unit !== 'timezone' || reason === 'name') return t(`reasons.${reason}`);
    const browser = browserTimeZone();
    const { reason: source } = proposeZone(browser, place, Date.now());
    if (!place || source === 'browser') return t('reasons.browser');
    const share = format.number(place.share, { style: 'percent', maximumFractionDigits: 0 });
    const country = new Intl.DisplayNames(locale, { type: 'region' }).of(place.country) ?? place.country;
    return t(`reasons.zones.${source}`, { share, country, browser });
  };
}

interface UnitControlProps {
  unit: Unit;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function UnitControl({ unit, label, value, onChange }: UnitControlProps) {
  const t = useTranslations('exports.match.units');
  const zones = useMemo(() => timeZones().map((zone) => ({ value: zone, label: zone })), []);
  const countries = useCountryChoices();
  const unanswered = { value: UNANSWERED, label: t('open') };
  if (unit === 'timezone')
    return <Combobox label={label} choices={[unanswered, ...zones]} value={value} onValueChange={onChange} />;
  if (unit === 'country')
    return <Combobox label={label} choices={[unanswered, ...countries]} value={value} onValueChange={onChange} />;
  const options = unit === 'dates' ? DATE_ORDERS : DECIMAL_SIGNS;
  const named = options.map((option) => ({ value: option, label: t(`answers.${option}`) }));
  return <Select label={label} choices={[unanswered, ...named]} value={value} onValueChange={onChange} />;
}
