import { ReactNode } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Column,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import styles from './RolloutBlock.module.css';

export interface TablePanelProps<TItem extends object> {
  /** Of the line that stays when the panel is folded. */
  title: string;
  /** Name of the table. */
  label: string;
  /** The first one names its row. */
  columns: Array<{ id: string; name: string }>;
  items: TItem[];
  /** What rows are drawn from beside their item. */
  dependencies?: unknown[];
  empty: string;
  /** Draws one row. */
  children: (item: TItem) => JSX.Element;
}

/** A table that is folded until somebody wants to look into it. */
export function TablePanel<TItem extends object>(
  props: TablePanelProps<TItem>,
): ReactNode {
  return (
    <Accordion>
      <AccordionTrigger level={3} title={props.title} />
      <AccordionPanel>
        <div className={styles.tableScroll}>
          <TableRoot aria-label={props.label}>
            <TableHeader>
              {props.columns.map(({ id, name }, index) => (
                <Column key={id} id={id} isRowHeader={index === 0}>
                  {name}
                </Column>
              ))}
            </TableHeader>
            <TableBody
              items={props.items}
              dependencies={props.dependencies}
              renderEmptyState={() => props.empty}
            >
              {props.children}
            </TableBody>
          </TableRoot>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
