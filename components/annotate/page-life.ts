type Life = {
  /** The network is back. */
  onOnline: () => void;
  /** The page came to the front. */
  onReturn: () => void;
  /** The page is going away, perhaps for good. */
  onLeave: () => void;
  /** The browser brought the page back as it was left. */
  onRestore: () => void;
};

/** Listens to what happens to the page as a whole; returns the way to stop. */
export function watchPageLife({ onOnline, onReturn, onLeave, onRestore }: Life): () => void {
  const onVisibility = () => document.visibilityState === "visible" && onReturn();
  const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && onRestore();
  window.addEventListener("online", onOnline);
  window.addEventListener("pagehide", onLeave);
  window.addEventListener("pageshow", onPageShow);
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    window.removeEventListener("online", onOnline);
    window.removeEventListener("pagehide", onLeave);
    window.removeEventListener("pageshow", onPageShow);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
