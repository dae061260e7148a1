/* Our own lower bound in C: one thread, epoll, WebSocket by hand, and one file.
 *
 * Every message read in one turn of the loop is written and made durable together
 * (one write, one fdatasync), then acknowledged and passed on. It knows the frames of
 * docs/reference/protocol.md by their first bytes, and nothing else: no credential, no
 * step, no index, no erase. What is left is what the machine itself costs.
 *
 * bound PORT FILE
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define READ_MAX 65536
#define FRAME_MAX 32768
#define ROOMS 65536
#define EVENTS 512

struct peer {
  int fd, side, open;
  size_t have, room; /* bytes in `in`; which conversation */
  char *in, *out;
  size_t out_have, out_size;
  int dirty;
};

struct room {
  char name[40];
  struct peer *side[2];
  long last[2];
};

struct sent {
  struct peer *from;
  long number;
  size_t at, length; /* of the sealed text, in `log` */
};

static struct room rooms[ROOMS];
static char *log_bytes;
static size_t log_have, log_size;
static struct sent *batch;
static size_t batch_have, batch_size;
static struct peer **dirty;
static size_t dirty_have, dirty_size;
static int polling, file;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void *grown(void *bytes, size_t *size, size_t need, size_t each) {
  if (need <= *size) return bytes;
  while (*size < need) *size = *size ? *size * 2 : 1024;
  bytes = realloc(bytes, *size * each);
  if (!bytes) die("realloc");
  return bytes;
}

/* SHA-1 (RFC 3174), for the handshake's answer only. */
static uint32_t turned(uint32_t x, int n) { return (x << n) | (x >> (32 - n)); }

static void sha1(const unsigned char *text, size_t length, unsigned char sum[20]) {
  uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  unsigned char padded[192] = {0};
  size_t total = ((length + 8) / 64 + 1) * 64;
  memcpy(padded, text, length);
  padded[length] = 0x80;
  for (int i = 0; i < 8; i++) padded[total - 1 - i] = (uint64_t)length * 8 >> (8 * i);
  for (size_t from = 0; from < total; from += 64) {
    uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)padded[from + 4 * i] << 24 | padded[from + 4 * i + 1] << 16 |
             padded[from + 4 * i + 2] << 8 | padded[from + 4 * i + 3];
    for (int i = 16; i < 80; i++)
      w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
      uint32_t f, k;
      if (i < 20) f = (b & c) | (~b & d), k = 0x5A827999;
      else if (i < 40) f = b ^ c ^ d, k = 0x6ED9EBA1;
      else if (i < 60) f = (b & c) | (b & d) | (c & d), k = 0x8F1BBCDC;
      else f = b ^ c ^ d, k = 0xCA62C1D6;
      uint32_t t = turned(a, 5) + f + e + k + w[i];
      e = d, d = c, c = turned(b, 30), b = a, a = t;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
  }
  for (int i = 0; i < 20; i++) sum[i] = h[i / 4] >> (24 - 8 * (i % 4));
}

static void base64(const unsigned char *from, size_t length, char *to) {
  static const char set[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < length; i += 3) {
    uint32_t three = from[i] << 16 | (i + 1 < length ? from[i + 1] << 8 : 0) |
                     (i + 2 < length ? from[i + 2] : 0);
    for (int j = 0; j < 4; j++)
      *to++ = i + j > length ? '=' : set[three >> (18 - 6 * j) & 63];
  }
  *to = 0;
}

static void put(struct peer *peer, const char *bytes, size_t length) {
  if (!peer) return;
  peer->out = grown(peer->out, &peer->out_size, peer->out_have + length, 1);
  memcpy(peer->out + peer->out_have, bytes, length);
  peer->out_have += length;
  if (peer->dirty) return;
  dirty = grown(dirty, &dirty_size, dirty_have + 1, sizeof *dirty);
  dirty[dirty_have++] = peer;
  peer->dirty = 1;
}

static void put_text(struct peer *peer, const char *text, size_t length) {
  unsigned char head[4] = {0x81, length};
  size_t heads = 2;
  if (length > 125) head[1] = 126, head[2] = length >> 8, head[3] = length, heads = 4;
  put(peer, (char *)head, heads);
  put(peer, text, length);
}

static void drop(struct peer *peer) {
  struct room *room = &rooms[peer->room];
  if (peer->open && room->side[peer->side] == peer) room->side[peer->side] = NULL;
  close(peer->fd);
  peer->fd = -1; /* kept: a batch may still name it; a bench ends soon */
}

static void flush(struct peer *peer) {
  peer->dirty = 0;
  size_t gone = 0;
  while (peer->fd >= 0 && gone < peer->out_have) {
    ssize_t n = send(peer->fd, peer->out + gone, peer->out_have - gone, MSG_NOSIGNAL);
    if (n < 0) {
      if (errno == EAGAIN) continue; /* the driver always reads */
      drop(peer);
      break;
    }
    gone += n;
  }
  peer->out_have = 0;
}

/* The room of a path "/NAME/SIDE". */
static int sit(struct peer *peer, const char *path) {
  char name[40] = {0}, side[10] = {0};
  if (sscanf(path, "GET /%39[^/]/%9[^ ]", name, side) != 2) return 0;
  uint32_t at = 2166136261u;
  for (char *c = name; *c; c++) at = (at ^ (unsigned char)*c) * 16777619u;
  for (at %= ROOMS; rooms[at].name[0] && strcmp(rooms[at].name, name);)
    at = (at + 1) % ROOMS;
  strcpy(rooms[at].name, name);
  peer->room = at;
  peer->side = side[0] == 'a';
  rooms[at].side[peer->side] = peer;
  return 1;
}

static int welcome(struct peer *peer) {
  char *end = memmem(peer->in, peer->have, "\r\n\r\n", 4);
  if (!end) return 0;
  *end = 0;
  char *key = strcasestr(peer->in, "sec-websocket-key:");
  if (!key || !sit(peer, peer->in)) return drop(peer), 0;
  char joined[80];
  unsigned char sum[20];
  char answer[64], text[256];
  key += 18;
  while (*key == ' ') key++;
  int n = snprintf(joined, sizeof joined, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                   key);
  sha1((unsigned char *)joined, n, sum);
  base64(sum, 20, answer);
  n = snprintf(text, sizeof text,
               "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
               "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
               "Sec-WebSocket-Protocol: havre.1\r\n\r\n",
               answer);
  put(peer, text, n);
  size_t used = end + 4 - peer->in;
  memmove(peer->in, peer->in + used, peer->have -= used);
  return peer->open = 1;
}

static void take(struct peer *peer, char *text, size_t length) {
  static const char here[] = "{\"t\":\"presence\",\"side\":\"agent\",\"there\":true}";
  char *sealed, *end;
  text[length] = 0;
  if (strncmp(text, "{\"t\":\"send\",\"n\":", 16)) {
    put_text(peer, here, sizeof here - 1);
    return;
  }
  long number = strtol(text + 16, NULL, 10);
  struct room *room = &rooms[peer->room];
  sealed = strstr(text, "\"sealed\":\"");
  if (!sealed || number != room->last[peer->side] + 1) return drop(peer);
  end = strchr(sealed += 10, '"');
  if (!end) return drop(peer);
  room->last[peer->side] = number;
  log_bytes = grown(log_bytes, &log_size, log_have + FRAME_MAX + 128, 1);
  log_have += sprintf(log_bytes + log_have, "%s %c %ld ", room->name,
                      "va"[peer->side], number);
  batch = grown(batch, &batch_size, batch_have + 1, sizeof *batch);
  batch[batch_have++] = (struct sent){peer, number, log_have, end - sealed};
  memcpy(log_bytes + log_have, sealed, end - sealed);
  log_have += end - sealed;
  log_bytes[log_have++] = '\n';
}

/* Frames of a client: masked, at most 65,535 bytes, never in pieces. */
static void frames(struct peer *peer) {
  size_t at = 0;
  while (peer->fd >= 0 && peer->have - at >= 6) {
    unsigned char *in = (unsigned char *)peer->in + at;
    size_t length = in[1] & 127, head = 2;
    if (length == 126) length = in[2] << 8 | in[3], head = 4;
    if (length > FRAME_MAX) return drop(peer);
    if (peer->have - at < head + 4 + length) break;
    unsigned char mask[4];
    memcpy(mask, in + head, 4);
    static char text[FRAME_MAX + 1];
    for (size_t i = 0; i < length; i++) text[i] = in[head + 4 + i] ^ mask[i & 3];
    if ((in[0] & 15) == 1) take(peer, text, length);
    if ((in[0] & 15) == 8) return drop(peer);
    at += head + 4 + length;
  }
  memmove(peer->in, peer->in + at, peer->have -= at);
}

static void hear(struct peer *peer) {
  ssize_t n = recv(peer->fd, peer->in + peer->have, READ_MAX - peer->have, 0);
  if (n <= 0) {
    if (n == 0 || errno != EAGAIN) drop(peer);
    return;
  }
  peer->have += n;
  if (!peer->open && !welcome(peer)) return;
  frames(peer);
}

static void meet(int listening) {
  for (;;) {
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct peer *peer = calloc(1, sizeof *peer);
    if (!peer || !(peer->in = malloc(READ_MAX))) die("malloc");
    peer->fd = fd;
    struct epoll_event event = {EPOLLIN, {.ptr = peer}};
    if (epoll_ctl(polling, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl");
  }
}

/* Make the batch durable; only then tell anyone. */
static void commit(void) {
  if (!batch_have) return;
  for (size_t gone = 0; gone < log_have;) {
    ssize_t n = write(file, log_bytes + gone, log_have - gone);
    if (n < 0) die("write");
    gone += n;
  }
  if (fdatasync(file)) die("fdatasync");
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long long at = now.tv_sec * 1000LL + now.tv_nsec / 1000000;
  static char text[FRAME_MAX + 256];
  static const char *names[] = {"visitor", "agent"};
  for (size_t i = 0; i < batch_have; i++) {
    struct sent *one = &batch[i];
    struct room *room = &rooms[one->from->room];
    int n = sprintf(text, "{\"t\":\"message\",\"side\":\"%s\",\"n\":%ld,\"sealed\":\"",
                    names[one->from->side], one->number);
    memcpy(text + n, log_bytes + one->at, one->length);
    n += one->length;
    n += sprintf(text + n, "\",\"at\":%lld}", at);
    put_text(room->side[0], text, n);
    put_text(room->side[1], text, n);
    n = sprintf(text, "{\"t\":\"ack\",\"n\":%ld,\"at\":%lld}", one->number, at);
    put_text(one->from, text, n);
  }
  batch_have = log_have = 0;
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "bound PORT FILE\n"), 2;
  file = open(words[2], O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (file < 0) die("open");
  int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  struct sockaddr_in at = {AF_INET, htons(atoi(words[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listening, (struct sockaddr *)&at, sizeof at) || listen(listening, 4096))
    die("listen");
  polling = epoll_create1(0);
  struct epoll_event event = {EPOLLIN, {.ptr = NULL}}, ready[EVENTS];
  epoll_ctl(polling, EPOLL_CTL_ADD, listening, &event);
  for (;;) {
    int n = epoll_wait(polling, ready, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      struct peer *peer = ready[i].data.ptr;
      if (!peer) meet(listening);
      else if (peer->fd >= 0) hear(peer);
    }
    commit();
    for (size_t i = 0; i < dirty_have; i++) flush(dirty[i]);
    dirty_have = 0;
  }
}
