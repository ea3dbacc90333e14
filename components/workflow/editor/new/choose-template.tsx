'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { UPLOAD_WORKFLOW_PROJECT, WORKFLOWS, workflowProjectPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { linkTo } from '#components/ui/text/prose.tsx';
import { draftRequestOf, newDraft } from '#lib/core/workflow/draft/project-draft.ts';
import { TEMPLATE_FILES, TEMPLATES, type Template } from '#lib/core/workflow/draft/templates.ts';
import { countErrors } from '#lib/core/workflow/finding.ts';
import type { SavedDraft } from '#lib/core/workflow/view/project-view.ts';

/** The name of a new project, and its first workflow. */
export function ChooseTemplate() {
  const t = useTranslations('workflows');
  const kitText = useTranslations('shell.kit');
  const router = useRouter();
  const formId = useId();
  const [name, setName] = useState('');
  const [template, setTemplate] = useState<Template>('hello');
  const [problem, setProblem] = useState<string>();
  const [isBusy, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Outside the transition, whose changes are not shown before the server has responded.
    setProblem(undefined);
    startTransition(async () => {
      const body = postJson(draftRequestOf(newDraft(name, TEMPLATE_FILES[template])));
      const answer = await requestJson<SavedDraft>('/api/workbench/workflows/save', body).catch(
        (error: Error) => void setProblem(error.message || t('save.noResponse')),
      );
      if (answer?.kind === 'saved') router.push(workflowProjectPath(answer.project));
      if (answer?.kind === 'outdated') setProblem(t('new.taken', { name: name.trim() }));
      if (answer?.kind === 'refused') setProblem(t('save.refused', { errors: countErrors(answer.findings) }));
    });
  };
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: WORKFLOWS }]} title={t('new.title')} />
      <SheetBody>
        <form id={formId} noValidate onSubmit={submit} className="grid max-w-180 gap-6">
          <Field label={t('new.name')} required help={t('new.nameHelp')} error={problem}>
            <TextInput
              autoFocus
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              className="wide:max-w-96"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-2 font-semibold text-sm">{t('new.first')}</legend>
            <div className="grid gap-3 wide:grid-cols-3">
              {TEMPLATES.map((value) => (
                <TemplateCard
                  key={value}
                  name={formId}
                  template={value}
                  isChosen={value === template}
                  onChoose={() => setTemplate(value)}
                />
              ))}
            </div>
          </fieldset>
          <p className="text-sm text-text-muted">{t.rich('new.upload', { link: linkTo(UPLOAD_WORKFLOW_PROJECT) })}</p>
        </form>
      </SheetBody>
      <SheetFoot>
        <ButtonLink href={WORKFLOWS}>{kitText('cancel')}</ButtonLink>
        <Button variant="primary" type="submit" form={formId} busy={isBusy} className="wide:ml-auto">
          {t('new.create')}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}

interface TemplateCardProps {
  name: string;
  template: Template;
  isChosen: boolean;
  onChoose: () => void;
}

function TemplateCard({ name, template, isChosen, onChoose }: TemplateCardProps) {
  const t = useTranslations('workflows.templates');
  return (
    <label className="relative grid cursor-pointer content-start gap-1 rounded-card border border-border-strong bg-surface px-4 py-3 hover:border-border-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2">
      <input
        type="radio"
        name={name}
        value={template}
        checked={isChosen}
        onChange={onChoose}
        className="absolute inset-0 cursor-pointer appearance-none opacity-0"
      />
      <b>{t(`${template}.title`)}</b>
      <span className="text-sm text-text-muted">{t(`${template}.text`)}</span>
      <span className="mono mt-1 text-text-muted text-xs">{[...TEMPLATE_FILES[template].keys()].join(', ')}</span>
    </label>
  );
}
