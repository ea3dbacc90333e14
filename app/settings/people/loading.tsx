import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function PeopleLoading() {
  return <SettingsSkeleton page="people" regions={['people']} />;
}
