import type { Messages } from './en.ts';
import activationWizard from './ja/activation-wizard.json' with { type: 'json' };
import activations from './ja/activations.json' with { type: 'json' };
import audienceStudio from './ja/audience-studio.json' with { type: 'json' };
import authentications from './ja/authentications.json' with { type: 'json' };
import connection from './ja/connection.json' with { type: 'json' };
import connectors from './ja/connectors.json' with { type: 'json' };
import drafts from './ja/drafts.json' with { type: 'json' };
import errors from './ja/errors.json' with { type: 'json' };
import exports from './ja/exports.json' with { type: 'json' };
import fieldNames from './ja/field-names.json' with { type: 'json' };
import fieldRules from './ja/field-rules.json' with { type: 'json' };
import fields from './ja/fields.json' with { type: 'json' };
import help from './ja/help.json' with { type: 'json' };
import home from './ja/home.json' with { type: 'json' };
import inspector from './ja/inspector.json' with { type: 'json' };
import integrations from './ja/integrations.json' with { type: 'json' };
import issueTitles from './ja/issue-titles.json' with { type: 'json' };
import issues from './ja/issues.json' with { type: 'json' };
import jobs from './ja/jobs.json' with { type: 'json' };
import log from './ja/log.json' with { type: 'json' };
import mappings from './ja/mappings.json' with { type: 'json' };
import notices from './ja/notices.json' with { type: 'json' };
import parentSegments from './ja/parent-segments.json' with { type: 'json' };
import people from './ja/people.json' with { type: 'json' };
import records from './ja/records.json' with { type: 'json' };
import review from './ja/review.json' with { type: 'json' };
import sampleShop from './ja/sample-shop.json' with { type: 'json' };
import sandbox from './ja/sandbox.json' with { type: 'json' };
import schedules from './ja/schedules.json' with { type: 'json' };
import segmentEditor from './ja/segment-editor.json' with { type: 'json' };
import segmentTabs from './ja/segment-tabs.json' with { type: 'json' };
import sendProblems from './ja/send-problems.json' with { type: 'json' };
import settingHelp from './ja/setting-help.json' with { type: 'json' };
import settings from './ja/settings.json' with { type: 'json' };
import shell from './ja/shell.json' with { type: 'json' };
import workbench from './ja/workbench.json' with { type: 'json' };
import workflowAttempts from './ja/workflow-attempts.json' with { type: 'json' };
import workflowFindings from './ja/workflow-findings.json' with { type: 'json' };
import workflows from './ja/workflows.json' with { type: 'json' };

/** All texts of the console in Japanese. A missing text is a type error. */
export const ja: Messages = {
  'activation-wizard': activationWizard,
  activations,
  'sample-shop': sampleShop,
  'audience-studio': audienceStudio,
  authentications,
  connection,
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
};
