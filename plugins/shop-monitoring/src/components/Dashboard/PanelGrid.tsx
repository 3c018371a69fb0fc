import { CSSProperties } from 'react';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { Dashboard, Panel } from '@shop-portal/plugin-shop-monitoring-common';
import styles from './Dashboard.module.css';
import { PanelCard } from './PanelCard';

export interface PanelGridProps {
  dashboard: Dashboard;
  variables: Record<string, string[]>;
}

function place({ gridPos }: Panel): CSSProperties {
  return {
    '--panel-x': gridPos.x + 1,
    '--panel-w': gridPos.w,
  } as CSSProperties;
}

function Grid(props: PanelGridProps & { panels: Panel[] }) {
  return (
    <div className={styles.grid}>
      {props.panels.map(panel => (
        <div key={panel.id} className={styles.cell} style={place(panel)}>
          <PanelCard
            uid={props.dashboard.uid}
            panel={panel}
            variables={props.variables}
          />
        </div>
      ))}
    </div>
  );
}

/** The panels of a dashboard where its author put them, rows as folds. */
export function PanelGrid(props: PanelGridProps) {
  const { panels } = props.dashboard;
  const inRow = (rowId?: number) =>
    panels.filter(panel => panel.kind !== 'row' && panel.rowId === rowId);
  return (
    <>
      <Grid {...props} panels={inRow(undefined)} />
      {panels
        .filter(({ kind }) => kind === 'row')
        .map(row => (
          <Accordion key={row.id} defaultExpanded={!row.collapsed}>
            <AccordionTrigger title={row.title} level={3} />
            <AccordionPanel>
              <Grid {...props} panels={inRow(row.id)} />
            </AccordionPanel>
          </Accordion>
        ))}
    </>
  );
}
