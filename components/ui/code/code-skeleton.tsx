import { Skeleton } from '../feedback/skeleton.tsx';
import { LoadingNote } from '../feedback/skeleton-rows.tsx';

/** The skeleton of an editor. */
export function CodeSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      <LoadingNote />
      {['40%', '55%', '35%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
