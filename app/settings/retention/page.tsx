import { NumericSettingsForm } from '#components/settings/numeric-settings-form.tsx';
import { viewNumericSettings } from '#lib/commands/console/settings.ts';
import { load } from '#lib/web/run-command.ts';
import { saveNumericSettings } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('retention');

export default async function RetentionPage() {
  return <NumericSettingsForm page="retention" {...(await load(viewNumericSettings, {}))} save={saveNumericSettings} />;
}
