import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote, type SkeletonRowsProps } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';
import { ExportSide, type ExportSideProps } from './export-side.tsx';

export interface StepLoadingProps extends Pick<ExportSideProps, 'currentStep' | 'slim'>, SkeletonRowsProps {
  title: string;
  /** The label of the table that is loading. */
  label: string;
}

/** The skeleton of a step whose table is loading. */
export function StepLoading({ currentStep, slim, title, label, ...rows }: StepLoadingProps) {
  return (
    <>
      <ExportSide currentStep={currentStep} slim={slim} />
      <Sheet>
        <SheetHead title={title} />
        <SheetBody>
          <LoadingNote />
          <TableSkeleton label={label} {...rows} />
        </SheetBody>
        <SheetFoot>{null}</SheetFoot>
      </Sheet>
    </>
  );
}
