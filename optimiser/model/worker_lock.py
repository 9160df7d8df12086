"""What a worker loads first, so that it leaves no lock behind when it is stopped.

As it is loaded, Pyomo makes a lock between processes, which is given back by a process that ends by itself; of one
that is stopped Python warns that a semaphore leaked. A worker starts no processes: a lock between threads will do.
"""

from threading import Lock

from pyomo.common import dependencies

dependencies.capture_output_lock = Lock()
