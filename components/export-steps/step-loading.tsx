import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { LoadingNote, SkeletonRows, type SkeletonRowsProps } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';
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
          <Table label={label} busy>
            <tbody>
              <SkeletonRows {...rows} />
            </tbody>
          </Table>
        </SheetBody>
        <SheetFoot>{null}</SheetFoot>
      </Sheet>
    </>
  );
}
