/*
** heap.h: memory asked for as programs like this one need it: some thirty megabytes, all at once, and then for long.
*/
#ifndef APP_HEAP_H
#define APP_HEAP_H

/*
** To be called before anything else. The C library takes memory from the system in steps of 128 kB, which
** come as pages of 4 kB, each at its first touch: a third of the time that a small file takes. Where the system
** has large pages the first memory is made of these; where it has none all is as ever.
*/
void heap_prepare(void);

#endif
