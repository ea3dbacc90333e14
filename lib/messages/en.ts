import activationWizard from './en/activation-wizard.json' with { type: 'json' };
import activations from './en/activations.json' with { type: 'json' };
import audienceStudio from './en/audience-studio.json' with { type: 'json' };
import authentications from './en/authentications.json' with { type: 'json' };
import connection from './en/connection.json' with { type: 'json' };
import connectors from './en/connectors.json' with { type: 'json' };
import drafts from './en/drafts.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import exports from './en/exports.json' with { type: 'json' };
import fieldNames from './en/field-names.json' with { type: 'json' };
import fieldRules from './en/field-rules.json' with { type: 'json' };
import fields from './en/fields.json' with { type: 'json' };
import help from './en/help.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import inspector from './en/inspector.json' with { type: 'json' };
import integrations from './en/integrations.json' with { type: 'json' };
import issueTitles from './en/issue-titles.json' with { type: 'json' };
import issues from './en/issues.json' with { type: 'json' };
import jobs from './en/jobs.json' with { type: 'json' };
import log from './en/log.json' with { type: 'json' };
import mappings from './en/mappings.json' with { type: 'json' };
import notices from './en/notices.json' with { type: 'json' };
import parentSegments from './en/parent-segments.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import records from './en/records.json' with { type: 'json' };
import review from './en/review.json' with { type: 'json' };
import sampleShop from './en/sample-shop.json' with { type: 'json' };
import sandbox from './en/sandbox.json' with { type: 'json' };
import schedules from './en/schedules.json' with { type: 'json' };
import segmentEditor from './en/segment-editor.json' with { type: 'json' };
import segmentTabs from './en/segment-tabs.json' with { type: 'json' };
import sendProblems from './en/send-problems.json' with { type: 'json' };
import settingHelp from './en/setting-help.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import workbench from './en/workbench.json' with { type: 'json' };
import workflowAttempts from './en/workflow-attempts.json' with { type: 'json' };
import workflowFindings from './en/workflow-findings.json' with { type: 'json' };
import workflows from './en/workflows.json' with { type: 'json' };

/** All texts of the console, one namespace per file, named after it. A new file needs an import and a line here. */
export const en = {
  'activation-wizard': activationWizard,
  activations,
  'sample-shop': sampleShop,
  'audience-studio': audienceStudio,
  authentications,
  connection,
  /** Names and texts of connectors, by type. */
  connectors,
  'send-problems': sendProblems,
  drafts,
  errors,
  exports,
  'field-names': fieldNames,
  'field-rules': fieldRules,
  fields,
  help,
  home,
  inspector,
  integrations,
  'issue-titles': issueTitles,
  issues,
  jobs,
  log,
  mappings,
  notices,
  'parent-segments': parentSegments,
  people,
  records,
  review,
  sandbox,
  schedules,
  'segment-editor': segmentEditor,
  'segment-tabs': segmentTabs,
  'setting-help': settingHelp,
  settings,
  shell,
  workbench,
  'workflow-attempts': workflowAttempts,
  'workflow-findings': workflowFindings,
  workflows,
} as const;

export type Messages = typeof en;
