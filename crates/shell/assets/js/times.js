// Keeps times in words fresh, in the reader's zone. Writes exactly what `times.rs` writes.

import { say, words } from "./words.js";

const t = words.time;
const zone = document.body.dataset.zone || undefined;
const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit",
});

function read(date) {
  const { year, month, day, hour, minute } = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, Number(part.value)]));
  const midnight = Date.UTC(year, month - 1, day);
  return { year, month, day, hour, minute, days: midnight / 86_400_000, weekday: t.weekdays[(new Date(midnight).getUTCDay() + 6) % 7] };
}

function clock({ hour, minute }) {
  if (!minute) return say(t.hour, { h: t.pad ? String(hour).padStart(2, "0") : hour });
  return say(t.clock, { h: t.pad ? String(hour).padStart(2, "0") : hour, min: String(minute).padStart(2, "0") });
}

const date = (pattern, at) => say(pattern, { d: at.day === 1 ? t.first : at.day, m: t.months[at.month - 1], y: at.year });

/** A moment as `times::words` tells it. */
export function tell(moment, now = new Date()) {
  const minutes = Math.floor((now - moment) / 60_000);
  if (minutes === 0) return t.now;
  if (minutes > 0 && minutes < 60) return say(t.ago, { n: minutes });
  if (minutes < 0 && minutes > -60) return say(t.soon, { n: -minutes });
  const at = read(moment);
  const here = read(now);
  const days = at.days - here.days;
  const near = { 0: t.today, "-1": t.yesterday, 1: t.tomorrow }[days] ?? (Math.abs(days) < 7 ? t.weekday : null);
  if (near) return say(near, { t: clock(at), w: at.weekday });
  return date(at.year === here.year ? t.day : t.date, at);
}

function freshen() {
  for (const element of document.querySelectorAll("time[datetime]")) {
    const text = tell(new Date(element.dateTime));
    if (element.textContent !== text) element.textContent = text;
  }
}

freshen();
setInterval(freshen, 30_000);
document.addEventListener("visibilitychange", () => document.hidden || freshen());
