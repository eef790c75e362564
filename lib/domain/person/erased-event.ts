import { labelOf } from '../topics/label.ts';
import type { TopicEvent, Wish } from '../topics/topic-event.ts';

/** A wish is called by the message it stands in and its place there. */
export const messageOfWish = ({ key }: Pick<Wish, 'key'>): string => key.slice(0, key.lastIndexOf('/'));

/** An entry of the topic log without the words of some wishes: who asked for what when goes on counting. */
export function erasedEvent(event: TopicEvent, isTheirMessage: (messageId: string) => boolean): TopicEvent {
  const isTheirs = (wish: Wish) => isTheirMessage(messageOfWish(wish));
  const without = (wish: Wish): Wish => (isTheirs(wish) ? { ...wish, phrase: '' } : wish);
  if (event.what === 'joined') return { ...event, wish: without(event.wish) };
  if (event.what === 'opened')
    return isTheirs(event.wish) ? { ...event, label: labelFromId(event.topic), wish: without(event.wish) } : event;
  if (event.what !== 'moved') return event;
  const isTheirLabel = event.wishes.some((wish) => isTheirs(wish) && labelOf(wish.phrase) === event.label);
  return {
    ...event,
    label: isTheirLabel ? labelFromId(event.to) : event.label,
    wishes: event.wishes.map(without),
  };
}

/** `demand-linerless-labels-k3x9qa` becomes `Linerless labels`: ids never change, and this much they tell anyway. */
function labelFromId(topic: string): string {
  const words = topic.split('-').slice(1, -1).join(' ') || topic;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
