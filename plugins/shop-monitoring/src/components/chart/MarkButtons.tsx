import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './chart.module.css';
import { ChartMark } from './chartTypes';
import { MarkGroup } from './joinMarks';

/** The shape of a mark, so that it is never told by colour. */
export const MARK_SHAPES: Record<ChartMark['kind'], string> = {
  live: '●',
  rolledBack: '◀',
  aborted: '✕',
  preview: '◌',
};

function GroupButton(props: { group: MarkGroup }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { marks, left } = props.group;
  const text = marks.map(mark => mark.text).join('\n');
  const isOne = marks.length === 1;
  return (
    <div className={styles.mark} style={{ left }}>
      <TooltipTrigger delay={0}>
        <Button
          size="small"
          variant="tertiary"
          aria-label={
            isOne
              ? text
              : t('marks.group', { number: String(marks.length), text })
          }
          className={styles.markButton}
        >
          {isOne ? MARK_SHAPES[marks[0].kind] : marks.length}
        </Button>
        <Tooltip>{text}</Tooltip>
      </TooltipTrigger>
    </div>
  );
}

/** Marks over a canvas, each reachable by keyboard. */
export function MarkButtons(props: { groups: MarkGroup[] }) {
  return (
    <>
      {props.groups.map(group => (
        <GroupButton key={group.marks[0].id} group={group} />
      ))}
    </>
  );
}
