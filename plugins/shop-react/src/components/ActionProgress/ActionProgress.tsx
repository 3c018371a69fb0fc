import { ReactElement } from 'react';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCircleLine,
  RiInformationLine,
  RiLoader4Line,
} from '@remixicon/react';
import styles from './ActionProgress.module.css';

/** @public */
export type ActionProgressState = 'done' | 'now' | 'next' | 'info' | 'problem';

/** @public */
export interface ActionProgressStep {
  id: string;
  state: ActionProgressState;
  label: string;
  /** ISO time and its text, for steps that are over. */
  at?: { iso: string; text: string };
}

/** @public */
export interface ActionProgressProps {
  /** Names the list, for example `Promotion of 9f31c02`. */
  label: string;
  steps: ActionProgressStep[];
}

const ICONS: Record<ActionProgressState, ReactElement> = {
  done: <RiCheckboxCircleLine size={16} aria-hidden="true" />,
  now: <RiLoader4Line size={16} aria-hidden="true" />,
  next: <RiCircleLine size={16} aria-hidden="true" />,
  info: <RiInformationLine size={16} aria-hidden="true" />,
  problem: <RiAlertLine size={16} aria-hidden="true" />,
};

/**
 * How far a requested action has come: icon, words and time for each step.
 * @public
 */
export function ActionProgress(props: ActionProgressProps) {
  return (
    <ol className={styles.list} aria-label={props.label}>
      {props.steps.map(step => (
        <li
          key={step.id}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          {ICONS[step.state]}
          <span>{step.label}</span>
          {step.at && (
            <time dateTime={step.at.iso} className={styles.time}>
              {step.at.text}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
