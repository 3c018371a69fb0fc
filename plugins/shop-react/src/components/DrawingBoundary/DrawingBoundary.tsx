import { Component, PropsWithChildren } from 'react';
import { FailureAlert } from '../FailureAlert';

/** @public */
export type DrawingBoundaryProps = PropsWithChildren<{
  /** What could not be drawn, for example `Delivery could not be drawn`. */
  title: string;
  /** Forgets what it was drawn from, so that it is read again. */
  onRetry: () => void;
}>;

interface State {
  failure?: { details: string };
}

/**
 * Keeps the rest of a page when a part of it cannot be drawn, and lets people
 * try again.
 * @public
 */
export class DrawingBoundary extends Component<DrawingBoundaryProps, State> {
  static getDerivedStateFromError(error: unknown): State {
    const time = new Date().toISOString();
    return { failure: { details: `${error}, ${time}` } };
  }

  state: State = {};

  render() {
    const { failure } = this.state;
    return failure ? (
      <FailureAlert
        title={this.props.title}
        details={failure.details}
        onRetry={() => {
          this.props.onRetry();
          this.setState({ failure: undefined });
        }}
      />
    ) : (
      this.props.children
    );
  }
}
