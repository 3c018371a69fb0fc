import { DeliveryTab } from '../components/DeliveryTab/DeliveryTab';
import { LegacyFrame } from './LegacyFrame';

export function LegacyDeliveryContent() {
  return (
    <LegacyFrame>
      <DeliveryTab />
    </LegacyFrame>
  );
}
