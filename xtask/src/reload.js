// Reloads the page when `trunk serve` has built it anew. Only in pages that a debug build of Trunk has made.
{
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/.well-known/trunk/ws`;

  const listen = (reloadAtOnce) => {
    const socket = new WebSocket(address);
    // Connected again: Trunk was restarted, and the page may be of before.
    socket.onopen = () => reloadAtOnce && location.reload();
    socket.onclose = () => setTimeout(listen, 1000, true);
    socket.onmessage = ({ data }) => {
      const { type, data: detail } = JSON.parse(data);
      if (type === "reload") location.reload();
      if (type === "buildFailure") console.error(`The build failed: ${detail.reason}`);
    };
  };

  listen(false);
}
